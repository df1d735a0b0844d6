import { meetHost } from './host';
import { RequestPage } from './requestPage';

const element = document.getElementById('page');
if (element !== null) {
  const host = meetHost();
  const page = new RequestPage(element, host);
  host.listen((fact) => page.hear(fact));
  host.wish({ type: 'ready' });
}
