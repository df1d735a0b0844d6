/** Frames of one call, outermost first, as Python would format them. */
const FRAMES = [
  '  File "/usr/local/lib/python3.11/site-packages/starlette/routing.py", line 75, in app\n    response = await f(request)\n',
  '  File "/app/inference/app.py", line 148, in generate\n    images = self.pipe(**arguments).images\n',
  '  File "/usr/local/lib/python3.11/site-packages/torch/utils/_contextlib.py", line 116, in decorate_context\n    return func(*args, **kwargs)\n',
  '  File "/app/inference/pipeline.py", line 62, in __call__\n    steps = self.schedule[options["num_steps"]]\n',
];

/** fal's runner prints the chunks in reverse: the exception first, then from the innermost frame outwards. */
export const reversedTraceback = (exception: string): string =>
  [`${exception}\n`, ...[...FRAMES].reverse(), 'Traceback (most recent call last):\n'].join('');

/** In Python's own order, line by line. */
export const tracebackLines = (exception: string): readonly string[] => [
  'Traceback (most recent call last):',
  ...FRAMES.flatMap((frame) => frame.trimEnd().split('\n')),
  exception,
];
