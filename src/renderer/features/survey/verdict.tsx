import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { DifferenceView } from '#shared/survey/survey.schema.ts';
import { StateTag } from '../../ui/state-tag.tsx';

/** What may be said about a change: colour, word and icon together; noise stays plain text. */
export function Verdict({ verdict, long = false }: { verdict: DifferenceView['verdict']; long?: boolean }) {
  const { t } = useTranslation();
  const title = t(`survey.verdictLong.${verdict}`);
  const word = t(`survey.verdict.${verdict}`);
  const text =
    long && (verdict === 'increased' || verdict === 'decreased') ? `${word} · ${t('survey.significant')}` : word;
  if (verdict === 'increased')
    return (
      <StateTag tone="good" icon={<CaretUpOutlined />} title={title}>
        {text}
      </StateTag>
    );
  if (verdict === 'decreased')
    return (
      <StateTag tone="bad" icon={<CaretDownOutlined />} title={title}>
        {text}
      </StateTag>
    );
  if (verdict === 'sampleTooSmall') return <StateTag title={title}>{text}</StateTag>;
  return (
    <span className="t3 fs" title={title}>
      {text}
    </span>
  );
}
