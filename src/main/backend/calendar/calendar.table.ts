export interface CalendarEditionTable {
  editionId: string;
  year: number;
  number: number;
  source: string;
  accountId: string | null;
  createdAt: string;
}
export interface CalendarDayTable {
  editionId: string;
  onDay: string;
  kind: 'holiday' | 'makeup';
  name: string;
}
/** Tables of the calendar domain (camelCase; columns are snake_case in the database). */
export interface CalendarTables {
  calendarEdition: CalendarEditionTable;
  calendarDay: CalendarDayTable;
}
