/**
 * What the unit and contract tests reach of `core`, by its branches and for each room; a room below its limit fails the run.
 * The bundles that V8 measured are mapped back by their sources' syntax trees: c8 leaves all files of a bundle but its
 * first without branches, which then count as covered.
 */
import path from 'node:path';

const LIMIT = 95;

export default {
  name: 'core, by the unit and contract tests',
  outputDir: 'out/coverage',
  reports: ['v8', 'json-summary'],
  logging: 'error',
  entryFilter: { '**/out/test/**': true },
  sourceFilter: { '**/src/core/**': true },
  onEnd: ({ files }) => {
    const rooms = new Map();
    for (const { sourcePath, summary } of files) {
      // What V8 lists of other origin has no branches.
      if (!sourcePath.startsWith('src/core/')) continue;
      const [, , room] = sourcePath.split('/');
      const { total, covered } = summary.branches;
      const known = rooms.get(room) ?? { total: 0, covered: 0, lacking: [] };
      known.total += total;
      known.covered += covered;
      if (covered < total) known.lacking.push(`${path.basename(sourcePath)} ${total - covered}`);
      rooms.set(room, known);
    }
    if (rooms.size === 0) throw new Error('Nothing of src/core was measured.');
    for (const [room, { total, covered, lacking }] of [...rooms].sort()) {
      const share = (100 * covered) / total;
      const isGood = share >= LIMIT;
      console.log(
        `${isGood ? '✔' : '✘'} ${room.padEnd(9)} ${share.toFixed(1)} % of ${total} branches (≥ ${LIMIT})`,
      );
      if (lacking.length > 0) console.log(`  not reached: ${lacking.join(', ')}`);
      if (!isGood) process.exitCode = 1;
    }
  },
};
