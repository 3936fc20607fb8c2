import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { mostTogether } from '#shared/complaint/choice.schema.ts';
import type { Choice } from './use-choice.ts';

interface Props {
  choice: Choice;
  /** rows of the page, and how many the filter leaves on all pages */
  onPage: number;
  total: number;
}

/** How many are chosen. When the whole page is ticked, all that the filter leaves is offered. */
export function ChoiceBar({ choice, onPage, total }: Props) {
  const { t } = useTranslation();
  const count = choice.chosen.complaintIds.length;
  if (count === 0) return null;
  const isOffered = choice.isAll || (count >= onPage && total > onPage);
  return (
    <>
      <span className="b t2" role="status">
        {t(choice.isAll ? 'complaintBulk.allChosen' : 'complaint.checked', { count })}
      </span>
      {isOffered && total > mostTogether && !choice.isAll && (
        <span className="t3">{t('complaintBulk.tooMany', { limit: mostTogether })}</span>
      )}
      {isOffered && (choice.isAll || total <= mostTogether) && (
        <Button
          type="link"
          size="small"
          loading={choice.isChoosing}
          onClick={choice.isAll ? choice.clear : choice.chooseAll}
        >
          {choice.isAll ? t('complaintBulk.clear') : t('complaintBulk.chooseAll', { count: total })}
        </Button>
      )}
      {choice.isAll && count !== total && (
        <Button type="link" size="small" loading={choice.isChoosing} onClick={choice.chooseAll}>
          {t('complaintBulk.chooseAgain', { count: total })}
        </Button>
      )}
    </>
  );
}
