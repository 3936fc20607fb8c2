import type {
  AreaKind,
  ComplaintBusiness,
  ComplaintChannel,
  CustomerGrade,
} from '#shared/complaint/complaint.enums.ts';
import { normalNumber } from '#shared/complaint/repeat.rules.ts';
import type { ImportValues } from '#shared/import/import.target.ts';
import type { ComplaintFacts } from './complaint.table.ts';

const text = (value: ImportValues[string] | undefined) => (typeof value === 'string' ? value : '');
const orNull = <T extends string>(value: ImportValues[string] | undefined) =>
  typeof value === 'string' && value !== '' ? (value as T) : null;

/** What a file tells about a complaint itself, beside its way; empty where it tells nothing. */
export type ToldFacts = Pick<
  ComplaintFacts,
  | 'channel'
  | 'customerName'
  | 'customerNumber'
  | 'customerGrade'
  | 'business'
  | 'categoryCode'
  | 'area'
  | 'region'
  | 'city'
  | 'content'
  | 'demand'
>;

export function factsOf(values: ImportValues): ToldFacts {
  return {
    channel: text(values.channel) as ComplaintChannel,
    customerName: text(values.customerName),
    customerNumber: normalNumber(text(values.customerNumber)),
    customerGrade: orNull<CustomerGrade>(values.customerGrade),
    business: orNull<ComplaintBusiness>(values.business),
    // The leaf says more than its branch.
    categoryCode: orNull<string>(values.categoryCode) ?? orNull<string>(values.categoryTop),
    area: orNull<AreaKind>(values.area),
    region: text(values.region),
    city: text(values.city),
    content: text(values.content),
    demand: text(values.demand),
  };
}
