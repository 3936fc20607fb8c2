export { UnitHistoryPage as default } from './history-page.tsx';
