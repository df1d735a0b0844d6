import assert from 'node:assert/strict';
import { judgeLevel, levelNamed } from '../../../src/core/tail/level';
import { toPlainText } from '../../../src/core/tail/plainText';

const effectiveLevel = (falLevel: string, message: string) => judgeLevel(falLevel, toPlainText(message));

describe('the level of a line', () => {
  for (const [falLevel, message, level] of [
    ['info', 'Loading weights', 'info'],
    ['INFO', '2026-01-01 12:00:00 ERROR my_app: boom', 'error'],
    ['info', '2026-01-01 12:00:00,123 - WARNING - slow', 'warning'],
    ['info', '2026-01-01T12:00:00Z CRITICAL out of memory', 'error'],
    ['info', 'ERROR: boom', 'error'],
    ['info', '[ERROR] boom', 'error'],
    ['info', 'INFO:TRYON:Preprocessing images...', 'info'],
    ['info', 'WARNING: slow', 'warning'],
    ['info', 'DEBUG details', 'debug'],
    ['info', 'Traceback (most recent call last):', 'error'],
    ['info', 'ValueError: bad shape', 'error'],
    ['info', 'torch.cuda.OutOfMemoryError: CUDA out of memory', 'error'],
    ['info', '{"traceback": "ValueError: x"}', 'error'],
    ['info', 'no error so far', 'info'],
    ['info', 'An Error occurred while the Exception was handled', 'info'],
    ['info', 'ERRORS: 0', 'info'],
    ['info', 'prompt: WARNING sign on a road', 'info'],
    ['error', 'plain words', 'error'],
    ['error', 'INFO: not so bad', 'error'],
    ['warn', 'careful', 'warning'],
    ['CRITICAL', 'gone', 'error'],
    ['STDERR', 'something', 'info'],
    ['STDOUT', 'ERROR: boom', 'error'],
    ['', '', 'info'],
    ['debug', 'ERROR: boom', 'error'],
  ] as const) {
    it(`${falLevel || 'none'} “${message}” reads as ${level}`, () => {
      assert.equal(effectiveLevel(falLevel, message), level);
    });
  }

  for (const [written, level] of [
    // Python's logging, by its usual formats
    ['WARNING:py.warnings:gone soon', 'warning'],
    ['2026-01-01 12:00:00,123 - my_app - ERROR - boom', 'error'],
    ['2026-01-01 12:00:00,123 my_app.jobs WARNING slow', 'warning'],
    ['2026-01-01 12:00:00 root CRITICAL gone', 'error'],
    ['my_app - ERROR - boom', 'error'],
    ['[2026-01-01 12:00:00,123] ERROR in app: Exception on / [POST]', 'error'],
    ['[2026-01-01 12:00:00,123: WARNING/MainProcess] slow task', 'warning'],
    ['[2026-01-01 12:00:00 +0000] [7] [ERROR] Worker (pid:9) was sent SIGKILL!', 'error'],
    ['[2026-01-01 12:00:00 +0000] [7] [INFO] Booting worker', 'info'],
    ['12:00:00 ERROR boom', 'error'],
    ['12:00:00.123 DEBUG details', 'debug'],
    ['[12:00:00] ERROR    boom      app.py:12', 'error'],
    ['                    WARNING  slow      app.py:13', 'warning'],
    ['2026-01-01T12:00:00.123456+02:00 ERROR boom', 'error'],
    // loguru, structlog, JSON, logfmt
    ['2026-01-01 12:00:00.123 | ERROR    | app:main:12 - boom', 'error'],
    ['2026-01-01 12:00:00.123 | SUCCESS  | app:main:12 - done', 'info'],
    ['2026-01-01 12:00:00 [error    ] boom            key=value', 'error'],
    ['2026-01-01T12:00:00.123456Z [warning  ] slow [app] seconds=3', 'warning'],
    ['{"event": "boom", "level": "error", "timestamp": "2026-01-01T12:00:00Z"}', 'error'],
    ['{"severity":"WARNING","message":"slow"}', 'warning'],
    ['time="2026-01-01T12:00:00Z" level=warning msg="slow"', 'warning'],
    ['level=debug msg=details', 'debug'],
    // servers and inference engines
    ['INFO:     127.0.0.1:5000 - "POST / HTTP/1.1" 500 Internal Server Error', 'info'],
    ['ERROR:    Exception in ASGI application', 'error'],
    ['WARNING:  Invalid HTTP request received.', 'warning'],
    ['ERROR 01-01 12:00:00 [core.py:700] EngineCore failed to start.', 'error'],
    ['(EngineCore_0 pid=123) WARNING 01-01 12:00:00 [core.py:12] slow', 'warning'],
    ['[WARNING|modeling_utils.py:12] 2026-01-01 12:00:00,123 >> weights are tied', 'warning'],
    ['2026-01-01T12:00:00.123Z ERROR text_generation_launcher: boom', 'error'],
    ['[2026-01-01T12:00:00Z WARN  my_crate] slow', 'warning'],
    ['2026-01-01T12:00:00.000Z\tERROR\tmain.go:12\tboom', 'error'],
    // native code
    ['E0101 12:00:00.123456 1234 file.cc:12] boom', 'error'],
    ['W0101 12:00:00.123000 123 torch/_dynamo/convert_frame.py:844] [0/8] cache_size_limit', 'warning'],
    ['[W socket.cpp:464] [c10d] The server socket cannot be initialized', 'warning'],
    ['[E ProcessGroupNCCL.cpp:474] [Rank 0] Watchdog caught collective operation timeout', 'error'],
    ['[rank1]:[W1101 12:00:00.000000000 ProcessGroupNCCL.cpp:12] slow', 'warning'],
    ['2026-01-01 12:00:00.123456: E external/local_xla/xla/cuda_dnn.cc:9261] Unable to register', 'error'],
    ['2026-01-01 12:00:00.123456: I tensorflow/core/platform/cpu_guard.cc:182] optimised', 'info'],
    ['node-1:123:456 [0] NCCL WARN Bootstrap : no socket interface found', 'warning'],
    ['Segmentation fault (core dumped)', 'error'],
    ['Fatal Python error: Aborted', 'error'],
    ["terminate called after throwing an instance of 'c10::Error'", 'error'],
    ['CUDA error: device-side assert triggered', 'error'],
    // exceptions and warnings
    ['KeyError', 'error'],
    ['KeyError: 3', 'error'],
    ['ValueError: None', 'error'],
    ['[rank0]: torch.OutOfMemoryError: CUDA out of memory.', 'error'],
    ['[rank0]: Traceback (most recent call last):', 'error'],
    ['  | ValueError: in a group', 'error'],
    ['fastapi.exceptions.HTTPException: 422: no', 'error'],
    ['KeyboardInterrupt', 'error'],
    ['Exception in thread Thread-1 (run):', 'error'],
    ['!!! Exception during processing !!! boom', 'error'],
    ['request failed\nTraceback (most recent call last):\n  File "x.py", line 1', 'error'],
    ['INFO: retried after:\nTraceback (most recent call last):', 'error'],
    ['UserWarning: the attention mask is not set', 'warning'],
    ['/usr/lib/python3.11/site-packages/torch/x.py:12: FutureWarning: gone soon', 'warning'],
    ['<string>:1: DeprecationWarning: invalid escape', 'warning'],
    // tools, and people's own
    ['WARNING: Running pip as the root user', 'warning'],
    ['DEPRECATION: legacy setup.py', 'warning'],
    ['error: subprocess-exited-with-error', 'error'],
    ['app.py: error: the following arguments are required: --model', 'error'],
    ['kernel.cu:12:3: error: expected a declaration', 'error'],
    ['Error: no such file', 'error'],
    ['Warning: slow', 'warning'],
    ['fatal: not a git repository', 'error'],
    ['❌ Error: no face', 'error'],
    ['⚠️ WARNING: slow', 'warning'],
    ['*** ERROR *** boom', 'error'],
    ['\u001b[31mERROR\u001b[0m: in red', 'error'],
    ['\u001b[32mINFO\u001b[0m:     Started server process', 'info'],
    ['loading\rERROR: the last state counts', 'error'],
    ['[worker-3] [ERROR] boom', 'error'],
    // false friends
    [' 45%|████▌     | 9/20 [00:03<00:04,  2.45it/s, error=0.02]', 'info'],
    ['Epoch 3: 100%|##########| loss: 0.1, error: 0.02', 'info'],
    ['error: 0.0213', 'info'],
    ['Error: 3%', 'info'],
    ['error: None', 'info'],
    ['MeanSquaredError: 0.0123', 'info'],
    ['ERROR rate fell to 0.02', 'info'],
    ['Errors: 0', 'info'],
    ['ErrorBoundary mounted', 'info'],
    ['ValueError was raised and handled', 'info'],
    ['0 errors, 0 warnings', 'info'],
    ['2026-01-01 12:00:00 No ERROR found', 'info'],
    ['2026-01-01 12:00:00 INFO my_app: caught ValueError: retrying', 'info'],
    ['2026-01-01 12:00:00 INFO my_app: [ERROR] is what the user typed', 'info'],
    ['prompt="a sign that says [ERROR]"', 'info'],
    ['prompt: error: sign', 'info'],
    ['Downloading error_codes.json', 'info'],
    ['"POST / HTTP/1.1" 500 Internal Server Error', 'info'],
    ['INFORMATION desk, photorealistic', 'info'],
    ['DEBUGGING is off', 'info'],
    ['WARNINGS=0', 'info'],
    ['Fatality rate', 'info'],
    ['E flat minor', 'info'],
    ['[W] is the west', 'info'],
    ['{"prompt": "level", "seed": 7}', 'info'],
    ['错误 is the word for error', 'info'],
    ['    raise ValueError("x")', 'info'],
    ['  warnings.warn(', 'info'],
  ] as const) {
    it(`“${written}” reads as ${level}`, () => assert.equal(effectiveLevel('info', written), level));
  }

  it('is found soon in a text made to be slow', () => {
    const began = performance.now();
    for (const hostile of [
      'A.',
      'a.',
      '-',
      '[',
      '(a',
      'ä',
      ' ',
      '{"',
      '12:00:00 a.',
      '2026-01-01 ',
      'a/',
      '\u001b[',
      '\u001b]',
    ]) {
      effectiveLevel('info', hostile.repeat(80_000 / hostile.length));
    }
    assert.ok(performance.now() - began < 1_000);
  });

  it('is known by any of its names, in any case', () => {
    assert.equal(levelNamed('Warn'), 'warning');
    assert.equal(levelNamed('FATAL'), 'error');
    assert.equal(levelNamed('stderr'), undefined);
    assert.equal(levelNamed('constructor'), undefined);
  });
});
