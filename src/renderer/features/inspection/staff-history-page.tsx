export { StaffHistoryPage as default } from './history-page.tsx';
