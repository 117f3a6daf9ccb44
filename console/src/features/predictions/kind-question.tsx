import type { Model } from '../../api/types.ts';
import { isSeries } from '../../lib/model-kinds.ts';
import type { Asking } from './asking.ts';
import { OffersForm } from './offers-form.tsx';
import { RecordForm } from './record-form.tsx';
import { SeriesForm } from './series-form.tsx';

/** The form that fits the type of the model. */
export function KindQuestion({ model, asking }: { model: Model; asking: Asking }) {
  if (isSeries(model)) return <SeriesForm model={model} {...asking} />;
  if (model.model_type === 'recommendations') return <OffersForm model={model} {...asking} />;
  return <RecordForm model={model} {...asking} />;
}
