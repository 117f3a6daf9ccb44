import { ListFilter, Plus } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDetail } from '../../api/types.ts';
import type { Condition } from '../../lib/conditions.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Conditions } from '../../ui/conditions.tsx';
import { useMay } from '../../ui/permission.tsx';
import { KeySearch } from './key-search.tsx';
import { notOfRecords } from './record-conditions.ts';
import './records.css';

/** What of the records is shown; all of it stands in the address. */
export interface RecordsView {
  sort?: string | undefined;
  search?: string | undefined;
  where?: Condition[] | undefined;
  after?: string | undefined;
  record?: string | undefined;
}

interface RecordsToolsProps {
  dataset: DatasetDetail;
  search: string;
  where: readonly Condition[];
  onChange(view: Pick<RecordsView, 'search' | 'where'>): void;
  onAdd(): void;
}

/** Finds records by their key or by conditions, and adds one. */
export function RecordsTools({ dataset, search, where, onChange, onAdd }: RecordsToolsProps) {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(where.length > 0);
  const mayAdd = useMay('data:create');
  const toggle = () => {
    if (isOpen) onChange({ where: undefined });
    setIsOpen(!isOpen);
  };
  return (
    <>
      <div className="records-tools">
        {dataset.key !== null && (
          <KeySearch
            keyName={dataset.key}
            value={search}
            onChange={(text) => onChange({ search: text === '' ? undefined : text })}
          />
        )}
        <Button icon={ListFilter} aria-expanded={isOpen} onClick={toggle}>
          {t('consoleData.records.filter')}
          {where.length > 0 && <b className="num">{where.length}</b>}
        </Button>
        {mayAdd && (
          <span className="push-end">
            <Button icon={Plus} onClick={onAdd}>
              {t('consoleData.records.add')}
            </Button>
          </span>
        )}
      </div>
      {isOpen && (
        <div className="records-filter">
          <Conditions
            label={t('consoleData.records.filter')}
            columns={dataset.columns}
            conditions={where}
            without={notOfRecords}
            onChange={(next) => onChange({ where: next.length === 0 ? undefined : next })}
          />
        </div>
      )}
    </>
  );
}
