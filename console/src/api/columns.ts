import { answer, api, done } from './client.ts';
import type { ColumnType, NewColumn } from './types.ts';

export function createColumn(name: string, body: NewColumn) {
  return answer(api.POST('/api/v1/data/datasets/{name}/columns', { params: { path: { name } }, body }));
}

export function updateColumn(name: string, column: string, body: { name?: string; label?: string; force?: boolean }) {
  const params = { path: { name, column } };
  return answer(api.PATCH('/api/v1/data/datasets/{name}/columns/{column}', { params, body }));
}

export function previewRemoval(name: string, column: string) {
  const params = { path: { name, column } };
  return answer(api.GET('/api/v1/data/datasets/{name}/columns/{column}/removal', { params }));
}

export function removeColumn(name: string, column: string, force: boolean) {
  const params = { path: { name, column }, query: { force } };
  return done(api.DELETE('/api/v1/data/datasets/{name}/columns/{column}', { params }));
}

interface Retype {
  type: ColumnType;
  preview: boolean;
  lose_values?: boolean;
}

export function retypeColumn(name: string, column: string, body: Retype) {
  const params = { path: { name, column } };
  return answer(api.POST('/api/v1/data/datasets/{name}/columns/{column}/retype', { params, body }));
}
