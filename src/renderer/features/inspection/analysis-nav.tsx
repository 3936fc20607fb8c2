import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useScopedPath } from '../../app/period-scope.tsx';
import './analysis.css';

const pages = [
  { key: 'list', path: '/inspection' },
  { key: 'ranking', path: '/inspection/ranking' },
  { key: 'items', path: '/inspection/items' },
] as const;

/** The pages about many sheets, side by side. */
export function AnalysisNav() {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  return (
    <nav className="analysis-nav" aria-label={t('inspection.title')}>
      {pages.map(({ key, path }) => (
        <NavLink key={key} to={scoped(path)} end>
          {t(`inspection.pages.${key}`)}
        </NavLink>
      ))}
    </nav>
  );
}
