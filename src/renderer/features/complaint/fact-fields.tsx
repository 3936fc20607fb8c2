import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { areaKinds, complaintBusinesses, customerGrades } from '#shared/complaint/complaint.enums.ts';
import { areaWords } from '#shared/complaint/rule.words.ts';
import { listSearch, searchText } from '../../ui/initials.ts';

/** Values of a list with their words, found by initials too. */
export const choices = <T extends string>(list: readonly T[], labelOf: (value: T) => string) =>
  list.map((value) => ({ value, label: labelOf(value), search: searchText(labelOf(value)) }));

/** The business a complaint is about; may be left open. */
export function BusinessField() {
  const { t } = useTranslation();
  return (
    <Form.Item name="business" label={t('complaint.field.business')}>
      <Select
        allowClear
        showSearch={listSearch}
        options={choices(complaintBusinesses, (value) => t(`complaint.business.${value}`))}
      />
    </Form.Item>
  );
}

/** The customer's grade; may be left open. */
export function GradeField() {
  const { t } = useTranslation();
  return (
    <Form.Item name="customerGrade" label={t('complaint.field.grade')}>
      <Select
        allowClear
        showSearch={listSearch}
        options={choices(customerGrades, (value) => t(`complaint.grade.${value}`))}
      />
    </Form.Item>
  );
}

/** Town or country, by which the law's limits for repairs differ; may be left open. */
export function AreaField() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (
    <Form.Item name="area" label={t('complaint.field.area')}>
      <Select
        allowClear
        showSearch={listSearch}
        options={choices(areaKinds, (value) => areaWords[value][language])}
        placeholder={t('complaint.areaHint')}
      />
    </Form.Item>
  );
}
