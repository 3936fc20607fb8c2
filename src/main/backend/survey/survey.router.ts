import { rpc } from '../rpc/rpc.ts';

export const surveyRouter = rpc.survey.router({});
