import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';

/** Which rows of how many are shown, and the way to the others. */
export function ListPager({
  page,
  pageSize,
  total,
  onPage,
  range = 'common.range',
  children,
}: {
  /** from 0 */
  page: number;
  pageSize: number;
  /** left out while it isn't known */
  total: number | undefined;
  onPage(page: number): void;
  /** key of the words that count the rows; plain rows when left out */
  range?: string;
  /** what else is to be said at the foot */
  children?: React.ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <>
      {total !== undefined && (
        <span>
          {t(range, {
            from: total === 0 ? 0 : page * pageSize + 1,
            to: Math.min(total, (page + 1) * pageSize),
            total: total.toLocaleString('en-US'),
          })}
        </span>
      )}
      {children}
      <span className="sp" />
      {total !== undefined && total > pageSize && (
        <Pagination
          simple
          size="small"
          current={page + 1}
          pageSize={pageSize}
          total={total}
          onChange={(next) => onPage(next - 1)}
          showSizeChanger={false}
        />
      )}
    </>
  );
}
