import { rpc } from '../rpc/rpc.ts';
import { homeOverview } from './home.service.ts';
import { waiting } from './todo.service.ts';

const home = rpc.home;

export const homeRouter = home.router({
  overview: home.overview.handler(({ context, input }) => homeOverview(context.service, input)),
  waiting: home.waiting.handler(({ context, input }) => waiting(context.service, input)),
});
