import { isList } from '../../../src/core/base/guards';
import { describeAnswer } from '../errorForm';
import { itemsOf, type Session } from '../session';
import { fine, unseen, type Point, type Sight } from '../sight';
import { countNames } from '../words';

const ofApps =
  (say: (rows: readonly Readonly<Record<string, unknown>>[]) => Sight) =>
  async (session: Session): Promise<Sight> => {
    const answer = await session.apps();
    const rows = itemsOf(answer.json, 'apps');
    if (answer.status !== 200) return unseen(describeAnswer(answer));
    return rows.length === 0 ? unseen('no app') : say(rows);
  };

export const APP_POINTS: readonly Point[] = [
  {
    name: 'apps: the listing',
    coping: 'where there is none, the setting fal.endpoints serves',
    file: 'src/core/requests/directory.ts',
    look: ofApps((rows) => {
      const expanded = rows.filter(({ endpoints }) => isList(endpoints)).length;
      return fine(`${rows.length} apps, ${expanded} with endpoints`);
    }),
  },
  {
    name: 'apps: other environments',
    coping: 'the id is taken as it comes',
    file: 'src/core/fal/wire.ts',
    look: ofApps((rows) => {
      const others = rows.filter(({ environment }) => environment !== 'main');
      if (others.length === 0) return unseen('main only');
      const suffixed = others.filter(({ endpoint_id: id }) => String(id).includes('--')).length;
      return fine(`${others.length}, of them ${suffixed} with the environment in their id`);
    }),
  },
  {
    name: 'apps: members of auth_mode',
    coping: 'not read',
    file: 'src/core/fal/wire.ts',
    look: ofApps((rows) => fine(countNames(rows.map((row) => String(row.auth_mode))))),
  },
  {
    name: 'apps: queue and analytics',
    coping: 'an endpoint without them is shown without its health',
    file: 'src/core/requests/healthBook.ts',
    async look(session) {
      const [id] = await session.appIds();
      if (id === undefined) return unseen('no app');
      const queue = await session.caller.ask({
        path: `/serverless/apps/${id.split('/').map(encodeURIComponent).join('/')}/queue`,
      });
      const query = new URLSearchParams({ endpoint_id: id, expand: 'summary,request_count' });
      const analytics = await session.caller.ask({ path: `/serverless/analytics?${query.toString()}` });
      return fine(`queue ${describeAnswer(queue)}; analytics ${describeAnswer(analytics)}`);
    },
  },
];
