import { Input, InputNumber, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import type { Bilingual } from '#shared/standard/scorecard.schema.ts';

/** A named field of a form; the name is bound to the control inside. */
export function Field({
  label,
  children,
  grow = false,
  width,
}: {
  label: string;
  children: (id: string) => ReactNode;
  grow?: boolean;
  width?: number;
}) {
  const id = useId();
  return (
    <div className="std-field" style={{ ...(grow && { flex: 1, minWidth: 0 }), ...(width && { width }) }}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** A number kept in 1/1000; an empty field leaves the value as it was. */
export function ScaledField({
  label,
  value,
  onChange,
  unit,
  width = 108,
  min = 0,
}: {
  label: string;
  value: number;
  onChange(value: number): void;
  unit?: string;
  width?: number;
  /** in 1/1000 */
  min?: number;
}) {
  return (
    <Field label={label} width={width}>
      {(id) => (
        <InputNumber<number>
          id={id}
          value={value / 1000}
          min={min / 1000}
          max={1_000_000}
          controls={false}
          suffix={unit ?? null}
          style={{ width: '100%' }}
          onChange={(typed) => {
            if (typed !== null && Number.isFinite(typed)) onChange(Math.round(typed * 1000));
          }}
        />
      )}
    </Field>
  );
}

/** A whole number; empty means none where `onClear` is given. */
export function CountField({
  label,
  value,
  onChange,
  onClear,
  width = 80,
  min = 0,
  max = 1000,
}: {
  label: string;
  value: number | undefined;
  onChange(value: number): void;
  onClear?: () => void;
  width?: number;
  min?: number;
  max?: number;
}) {
  return (
    <Field label={label} width={width}>
      {(id) => (
        <InputNumber<number>
          id={id}
          value={value ?? null}
          min={min}
          max={max}
          precision={0}
          style={{ width: '100%' }}
          onChange={(typed) => (typed === null ? onClear?.() : onChange(typed))}
        />
      )}
    </Field>
  );
}

export function TextField({
  label,
  value,
  onChange,
  grow = false,
  width,
  rows,
  maxLength = 400,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
  grow?: boolean;
  width?: number;
  rows?: number;
  maxLength?: number;
}) {
  return (
    <Field label={label} grow={grow} {...(width && { width })}>
      {(id) =>
        rows ? (
          <Input.TextArea
            id={id}
            value={value}
            maxLength={maxLength}
            autoSize={{ minRows: 1, maxRows: rows }}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input id={id} value={value} maxLength={maxLength} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Field>
  );
}

export function ChoiceField<T extends string>({
  label,
  value,
  words,
  onChange,
  grow = false,
  width,
}: {
  label: string;
  value: T;
  words: Readonly<Record<T, string>>;
  onChange(value: T): void;
  grow?: boolean;
  width?: number;
}) {
  return (
    <Field label={label} grow={grow} {...(width && { width })}>
      {(id) => (
        <Select<T>
          id={id}
          aria-label={label}
          value={value}
          onChange={onChange}
          style={{ width: '100%' }}
          options={(Object.keys(words) as T[]).map((key) => ({ value: key, label: words[key] }))}
        />
      )}
    </Field>
  );
}

/** Puts one language of a text in place. */
export const withText = (text: Bilingual, language: 'zh' | 'en', value: string): Bilingual => ({
  ...text,
  [language]: value,
});
