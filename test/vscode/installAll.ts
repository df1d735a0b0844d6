import { installVscode } from './install';
import { VERSIONS } from './versions';

for (const version of VERSIONS) await installVscode(version);
