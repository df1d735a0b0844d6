const TYPES: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['validation_error', 'Invalid request parameters'],
  401: ['authorization_error', 'Authentication required'],
  403: ['authorization_error', 'Access denied'],
  404: ['not_found', 'Resource not found'],
  408: ['server_error', 'Request timed out'],
  422: ['validation_error', 'Invalid request parameters'],
  429: ['rate_limited', 'Rate limit exceeded'],
  500: ['server_error', 'An unexpected error occurred'],
  501: ['not_implemented', 'Not implemented'],
};

/** A refusal in fal's one error body; the messages are those of its document. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message = TYPES[status]?.[1] ?? 'An unexpected error occurred',
  ) {
    super(message);
  }

  get body(): string {
    const type = TYPES[this.status]?.[0] ?? 'server_error';
    return JSON.stringify({
      error: { type, message: this.message, request_id: `req_made_up_${this.status}` },
    });
  }
}
