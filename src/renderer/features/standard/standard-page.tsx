import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUrlState } from '../../app/period-scope.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { CardTab } from './card-tab.tsx';
import { ClauseTab } from './clause-tab.tsx';
import './standard.css';

/** Scorecards with their versions, and the library of clauses they check. */
export default function StandardPage() {
  const { t } = useTranslation();
  const [tab, setTab] = useUrlState('tab', 'cards');
  const isClauses = tab === 'clauses';
  const choice = (
    <Segmented
      value={isClauses ? 'clauses' : 'cards'}
      onChange={(next) => setTab(next)}
      aria-label={t('standard.title')}
      options={[
        { value: 'cards', label: t('standard.tab.cards') },
        { value: 'clauses', label: t('standard.tab.clauses') },
      ]}
    />
  );
  return (
    <div className="page">
      {isClauses ? (
        <ClauseTab
          head={(acts) => (
            <PageHead title={t('standard.title')} detail={choice}>
              {acts}
            </PageHead>
          )}
        />
      ) : (
        <CardTab
          head={(acts) => (
            <PageHead title={t('standard.title')} detail={choice}>
              {acts}
            </PageHead>
          )}
        />
      )}
    </div>
  );
}
