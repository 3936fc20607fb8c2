import { AG_GRID_LOCALE_CN } from '@ag-grid-community/locale';
import { AllCommunityModule, ModuleRegistry, themeQuartz } from 'ag-grid-community';
import { AgGridReact, type AgGridReactProps } from 'ag-grid-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.tsx';

ModuleRegistry.registerModules([AllCommunityModule]);

const theme = themeQuartz.withParams({
  rowHeight: 30,
  headerHeight: 32,
  fontSize: 13,
  headerFontSize: 12,
  cellHorizontalPadding: 8,
  spacing: 4,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  fontFamily: 'var(--font)',
  backgroundColor: 'var(--bg)',
  foregroundColor: 'var(--t1)',
  headerBackgroundColor: 'var(--head-bg)',
  headerTextColor: 'var(--t2)',
  borderColor: 'var(--bd2)',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--sel)',
  oddRowBackgroundColor: 'var(--bg)',
  accentColor: 'var(--primary-solid)',
  chromeBackgroundColor: 'var(--head-bg)',
});

/**
 * AG Grid as everywhere in the product: theme, language, no animation, cells can be copied.
 * @param empty what stands in the place of rows when there are none
 */
export function Grid<T>({ empty, ...props }: AgGridReactProps<T> & { empty?: string }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const noRowsToShow = empty ?? t('common.noRows');
  const localeText = useMemo(
    () => ({ ...(language === 'zh-CN' ? AG_GRID_LOCALE_CN : {}), noRowsToShow }),
    [language, noRowsToShow],
  );
  return (
    <div className="grid">
      <AgGridReact<T>
        key={language}
        theme={theme}
        localeText={localeText}
        animateRows={false}
        suppressCellFocus={false}
        enableCellTextSelection
        ensureDomOrder
        suppressDragLeaveHidesColumns
        // arrows walk the cells; Tab leaves the grid, but goes on to the next cell while one is edited
        tabToNextCell={({ editing, nextCellPosition }) => (editing ? (nextCellPosition ?? false) : false)}
        defaultColDef={{ resizable: true, sortable: false, suppressHeaderMenuButton: true, suppressMovable: false }}
        {...props}
      />
    </div>
  );
}
