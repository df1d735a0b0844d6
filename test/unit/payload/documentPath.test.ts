import assert from 'node:assert/strict';
import type { RequestDetail, RequestRef } from '../../../src/core/fal/types';
import { readDocumentPath, writeDocumentPath } from '../../../src/core/payload/documentPath';
import { prettyPrint } from '../../../src/core/json/prettyPrint';
import { titleOf } from '../../../src/core/payload/title';
import { joinPayloads, joinWhole } from '../../../src/core/payload/whole';

const ref: RequestRef = { requestId: '1a2b3c4d-5e6f', endpointId: 'fal-ai/flux/dev', source: 'made' };

describe('a payload’s document', () => {
  it('is named by request and part, and is read back from that name alone', () => {
    const named = writeDocumentPath(ref, 'input');
    assert.deepEqual(named, { path: '/fal-ai/flux/dev/1a2b3c4d-5e6f/input-c4d-5e6f.json', query: 'made' });
    assert.deepEqual(readDocumentPath(named), { ref, part: 'input', isSorted: false });
    const sorted = writeDocumentPath(ref, 'payloads', true);
    assert.deepEqual(readDocumentPath(sorted), { ref, part: 'payloads', isSorted: true });
  });

  it('names the account whose request it is', () => {
    const named = writeDocumentPath({ ...ref, account: 'team' }, 'output', true);
    assert.equal(named.query, 'made&account=team&sorted');
    assert.deepEqual(readDocumentPath(named)?.ref, { ...ref, account: 'team' });
  });

  it('says in tab and breadcrumbs where it is of the sample', () => {
    const sample = { ...ref, account: 'sample:data' };
    const named = writeDocumentPath(sample, 'input');
    assert.match(named.path, /\/sample-input-c4d-5e6f\.json$/);
    assert.deepEqual(readDocumentPath(named), { ref: sample, part: 'input', isSorted: false });
  });

  it('is refused where the name is none of ours', () => {
    for (const [path, query] of [
      ['/a/b/id/sample-input-x.json', 'made'],
      ['/a/b/id/input-x.json', 'made&account=sample:data'],
      ['', 'made'],
      ['/input-x.json', 'made'],
      ['/a/b/id/secrets-x.json', 'made'],
      ['/a/b/id/input-x.txt', 'made'],
      ['/a/b/id/input-x.json', 'theirs'],
    ] as const)
      assert.equal(readDocumentPath({ path, query }), undefined, `${path}?${query}`);
  });

  it('holds the whole request, its payloads exactly as sent', async () => {
    const detail: RequestDetail = {
      request: { requestId: 'id', endpointId: 'a/b', sentAt: 0, startedAt: 1, statusCode: 200 },
      input: '{"seed": 196619188014358660}',
    };
    const whole = await prettyPrint(joinWhole(detail));
    assert.ok(whole.ok);
    assert.equal(
      whole.text,
      `{
  "request_id": "id",
  "endpoint_id": "a/b",
  "status_code": 200,
  "sent_at": "1970-01-01T00:00:00.000Z",
  "started_at": "1970-01-01T00:00:00.001Z",
  "json_input": {
    "seed": 196619188014358660
  },
  "json_output": null
}`,
    );
  });

  it('has null for what fal does not keep', () => {
    const request = { requestId: 'id', endpointId: 'a/b', sentAt: 1e20, statusCode: 200 };
    assert.match(
      joinWhole({ request, output: '1' }),
      /"status_code":200,"json_input":null,"json_output":1\}$/,
    );
    assert.equal(joinPayloads({ request }), '{"input":null,"output":null}');
  });
});

describe('a panel’s title', () => {
  it('is endpoint and short id, with nothing hidden in it', () => {
    assert.equal(titleOf(ref), 'fal-ai/flux/dev …c4d-5e6f');
    assert.equal(titleOf({ ...ref, endpointId: 'a/\u202eb' }), 'a/\\u202Eb …c4d-5e6f');
  });
});
