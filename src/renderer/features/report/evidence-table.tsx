import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FigureRow, FigureSource } from '#shared/report/report.figure.ts';
import { decimal } from '#shared/report/report.format.ts';

/** Rows of one kind; each opens the sheet, the complaint or the submissions of its unit. */
export function EvidenceTable({ rows, source }: { rows: readonly FigureRow[]; source: FigureSource }) {
  const { t } = useTranslation();
  const inTime = (row: FigureRow) =>
    row.isInTime === null ? '—' : t(row.isInTime ? 'report.evidence.inTime' : 'report.evidence.late');
  return (
    <table>
      <thead>
        <tr>
          <th>{t('report.evidence.number')}</th>
          <th>{t('report.evidence.unit')}</th>
          {source !== 'survey' && <th>{t(`report.evidence.on.${source}`)}</th>}
          {source === 'complaint' && <th>{t('report.evidence.status')}</th>}
          <th className="r">{t(`report.evidence.value.${source}`)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Link to={row.path}>{row.number}</Link>
            </td>
            <td>{row.unitName}</td>
            {source !== 'survey' && <td>{row.on}</td>}
            {source === 'complaint' && <td>{t(`complaint.status.${row.status}`)}</td>}
            <td className="r">
              {source === 'complaint' ? inTime(row) : decimal(row.value, source === 'survey' ? 1 : 2)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
