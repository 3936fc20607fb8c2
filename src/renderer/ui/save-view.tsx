import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../rpc/error-text.ts';

interface Props {
  /** keeps the filter that is set under this name; what it throws is said */
  readonly onSave: (name: string) => Promise<void>;
  readonly disabled: boolean;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
}

/** The button that keeps the filter of a list under a name. */
export function SaveView({ onSave, disabled, label, hint, placeholder }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const save = async (name: string) => {
    if (!name.trim()) return;
    try {
      await onSave(name);
      setOpen(false);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <Input.Search
          autoFocus
          maxLength={30}
          placeholder={placeholder}
          enterButton={t('common.save')}
          onSearch={save}
        />
      }
    >
      <Button type="text" size="small" icon={<PlusOutlined />} disabled={disabled} title={disabled ? hint : ''}>
        {label}
      </Button>
    </Popover>
  );
}
