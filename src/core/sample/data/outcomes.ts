import { jsonText } from '../jsonText';

/** How a request went, other than well. Shapes of output as fal's documents and recordings have them. */
export interface Outcome {
  readonly about: string;
  readonly statusCode: number;
  readonly output: string | undefined;
  /** The runner printed the traceback of this exception. */
  readonly exception?: string;
  /** What was sent, where the failure speaks of it. */
  readonly input?: string;
  /** It failed before a runner had it. */
  readonly undispatched?: boolean;
}

const docs = (type: string): string => `https://docs.fal.ai/errors#${type}`;

const detail = (type: string, loc: readonly (string | number)[], msg: string, more: object = {}): string =>
  jsonText({ detail: [{ loc, msg, type, url: docs(type), ...more }] });

const gateway = (statusCode: number, type: string, text: string, undispatched = false): Outcome => ({
  about: `gateway: ${type}`,
  statusCode,
  output: jsonText({ detail: text, error_type: type }),
  undispatched,
});

/** Those whose runner prints a traceback. */
export const EXCEPTIONS = [
  {
    about: 'uncaught exception',
    statusCode: 500,
    output: '{"detail":"Internal Server Error"}',
    exception:
      'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has 1.12 GiB free.',
  },
  {
    about: 'uncaught key error',
    statusCode: 500,
    output: '{"detail":"Internal Server Error"}',
    exception: "KeyError: 'num_steps'",
  },
] as const satisfies readonly [Outcome, ...Outcome[]];

export const OUTCOMES = [
  {
    about: 'validation error',
    statusCode: 422,
    input: jsonText({ image_size: 'square', num_images: 9 }),
    output: jsonText({
      detail: [
        {
          loc: ['body', 'prompt'],
          msg: 'Field required',
          type: 'missing',
          url: docs('missing'),
          input: { image_size: 'square', num_images: 9 },
        },
        {
          loc: ['body', 'num_images'],
          msg: 'Input should be less than or equal to 4',
          type: 'less_than_equal',
          url: docs('less_than_equal'),
          ctx: { le: 4 },
          input: 9,
        },
      ],
    }),
    undispatched: true,
  },
  {
    about: 'content policy',
    statusCode: 422,
    output: detail(
      'content_policy_violation',
      ['body', 'prompt'],
      'The content could not be processed because it was flagged by a content checker.',
      { input: 'a prompt that was flagged' },
    ),
  },
  {
    about: 'file download error',
    statusCode: 422,
    output: detail(
      'file_download_error',
      ['body', 'input.image_urls'],
      'Failed to download the file. Please check if the URL is accessible and try again.',
      { input: 'https://bucket.example/cat.png?X-Amz-Signature=5f2c0e' },
    ),
  },
  {
    about: 'audio too short',
    statusCode: 422,
    output: detail(
      'audio_duration_too_short',
      ['body', 'audio_url'],
      'Audio duration is too short. Minimum is 10 seconds, provided is 7.2 seconds.',
      { ctx: { min_duration: 10, provided_duration: 7.2 } },
    ),
  },
  {
    about: 'downstream error',
    statusCode: 400,
    output: detail('downstream_service_error', ['body'], 'The downstream service refused the request.'),
  },
  {
    about: 'path not found',
    statusCode: 404,
    output: '{"detail":"Path /turbo-xl not found"}',
    undispatched: true,
  },
  gateway(499, 'client_cancelled', 'Request was cancelled by the client'),
  ...EXCEPTIONS,
  gateway(502, 'runner_incomplete_response', 'Runner closed the connection before the response was complete'),
  gateway(503, 'runner_disconnected', 'Runner disconnected'),
  gateway(503, 'runner_scheduling_failure', 'No runner could be scheduled', true),
  gateway(504, 'request_timeout', 'Request timed out'),
  gateway(504, 'startup_timeout', 'Runner did not start in time', true),
  { about: 'text for an error', statusCode: 500, output: '"upstream connect error: reset"' },
  { about: 'error without output', statusCode: 500, output: undefined },
] as const satisfies readonly [Outcome, ...Outcome[]];

export const exceptionOf = (about: string): string | undefined =>
  EXCEPTIONS.find((each) => each.about === about)?.exception;
