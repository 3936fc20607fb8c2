import type { SurveyBusiness } from './survey.schema.ts';

/** Words of the businesses, for import and export; the window has its own in locales. */
export const businessWords: Record<SurveyBusiness, { labels: { zh: string; en: string }; synonyms: string[] }> = {
  mobile: { labels: { zh: '移动', en: 'Mobile' }, synonyms: ['移动业务', '手机', '移动电话', 'cellular'] },
  broadband: { labels: { zh: '宽带', en: 'Broadband' }, synonyms: ['家庭宽带', '宽带业务', 'internet'] },
  fixed: { labels: { zh: '固话', en: 'Fixed line' }, synonyms: ['固定电话', '固网', 'landline', 'fixed'] },
  enterprise: {
    labels: { zh: '政企', en: 'Enterprise' },
    synonyms: ['政企专线', '政企客户', '集团客户', 'business customers'],
  },
  overall: { labels: { zh: '全业务', en: 'All businesses' }, synonyms: ['总体', '综合', 'all'] },
};
