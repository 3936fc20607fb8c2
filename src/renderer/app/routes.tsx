import type { RouteObject } from 'react-router';
import { Frame } from './frame.tsx';
import { NotFoundPage, RouteErrorPage, UnreachablePage } from './route-pages.tsx';

type Page = { default: React.ComponentType };
/** A page whose script can't be fetched (the backend is away) says so in its place. */
const page = (load: () => Promise<Page>) => async () => ({
  Component: (await load().catch(() => unreachable)).default,
});
const unreachable: Page = { default: UnreachablePage };

/** Every address of the window. Pages load when first opened; each feature exports its routes' pages as default. */
export const routes: RouteObject[] = [
  {
    path: '/',
    element: <Frame />,
    errorElement: <RouteErrorPage />,
    children: [
      { index: true, lazy: page(() => import('../features/home/home-page.tsx')) },
      { path: 'inspection', lazy: page(() => import('../features/inspection/inspection-list-page.tsx')) },
      { path: 'inspection/review', lazy: page(() => import('../features/inspection/review-page.tsx')) },
      { path: 'inspection/appeal', lazy: page(() => import('../features/inspection/appeal-list-page.tsx')) },
      { path: 'inspection/ranking', lazy: page(() => import('../features/inspection/ranking-page.tsx')) },
      { path: 'inspection/items', lazy: page(() => import('../features/inspection/item-analysis-page.tsx')) },
      { path: 'inspection/unit/:unitId', lazy: page(() => import('../features/inspection/unit-history-page.tsx')) },
      { path: 'inspection/staff/:staffId', lazy: page(() => import('../features/inspection/staff-history-page.tsx')) },
      {
        path: 'inspection/:inspectionId',
        lazy: page(() => import('../features/inspection/score-sheet-page.tsx')),
        handle: { folded: true },
      },
      { path: 'complaint/closure', lazy: page(() => import('../features/complaint/closure-page.tsx')) },
      { path: 'complaint/rule', lazy: page(() => import('../features/complaint/rule-page.tsx')) },
      { path: 'complaint/analysis', lazy: page(() => import('../features/complaint/analysis-page.tsx')) },
      { path: 'complaint', lazy: page(() => import('../features/complaint/complaint-page.tsx')) },
      { path: 'survey', lazy: page(() => import('../features/survey/wave-list-page.tsx')) },
      { path: 'survey/:waveId', lazy: page(() => import('../features/survey/wave-page.tsx')) },
      { path: 'report', lazy: page(() => import('../features/report/report-list-page.tsx')) },
      {
        path: 'report/:reportId',
        lazy: page(() => import('../features/report/report-page.tsx')),
        handle: { folded: true },
      },
      { path: 'standard', lazy: page(() => import('../features/standard/standard-page.tsx')) },
      {
        path: 'standard/draft/:scorecardDraftId',
        lazy: page(() => import('../features/standard/draft-page.tsx')),
        handle: { folded: true },
      },
      { path: 'organization', lazy: page(() => import('../features/organization/organization-page.tsx')) },
      { path: 'system', lazy: page(() => import('../features/system/system-page.tsx')) },
      { path: 'import/:target', lazy: page(() => import('../features/import/import-page.tsx')) },
      { path: '*', element: <NotFoundPage /> },
    ].map((route) => ({ ...route, errorElement: <RouteErrorPage /> })) as RouteObject[],
  },
];
