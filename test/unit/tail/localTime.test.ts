import assert from 'node:assert/strict';
import { localTime } from '../../../src/core/tail/localTime';

describe('local time', () => {
  const zone = process.env.TZ;
  const inZone = (name: string): void => void (process.env.TZ = name);
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  for (const [where, instant, local] of [
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29 01:59:59.999'],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29 03:00:00.000'],
    ['Europe/Berlin', '2026-10-25T00:59:59.999Z', '2026-10-25 02:59:59.999'],
    ['Europe/Berlin', '2026-10-25T01:00:00.000Z', '2026-10-25 02:00:00.000'],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', '2026-04-05 01:59:59.999'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00.000Z', '2026-04-05 01:30:00.000'],
    ['Asia/Kathmandu', '2026-01-01T18:15:07.045Z', '2026-01-02 00:00:07.045'],
    ['UTC', '1969-12-31T23:59:59.999Z', '1969-12-31 23:59:59.999'],
  ] as const) {
    it(`of ${instant} in ${where} is ${local}`, () => {
      inZone(where);
      assert.equal(localTime(Date.parse(instant)), local);
    });
  }

  it('stays right from line to line, over the change of clocks', () => {
    inZone('America/New_York');
    const change = Date.parse('2026-11-01T06:00:00Z');
    for (let at = change - 90_000; at < change + 90_000; at += 1_003) {
      const date = new Date(at);
      const ms = String(date.getMilliseconds()).padStart(3, '0');
      assert.equal(localTime(at), `2026-11-01 ${date.toTimeString().slice(0, 8)}.${ms}`);
    }
  });
});
