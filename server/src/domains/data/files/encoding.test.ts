import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toUtf8 } from './encoding.ts';
import type { Encoding, TextFound } from './encodings.ts';

async function read(
  bytes: Buffer,
  asked: Encoding | null = null,
  pieceBytes = 5,
): Promise<{ text: string; encoding: string }> {
  const found: TextFound = { encoding: 'utf-8' };
  const parts: Buffer[] = [];
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
  }
  for await (const part of toUtf8(pieces(), asked, found)) parts.push(part);
  return { text: Buffer.concat(parts).toString(), encoding: found.encoding };
}

/** Written by Python's codecs. */
const samples: [Encoding, string, string][] = [
  ['windows-1252', '4772f6df652c4bf66c6e0a', 'Größe,Köln\n'],
  ['shift_jis', '96bc914f2c93738e730a8e5293632c938c8b9e0a', '名前,都市\n山田,東京\n'],
  ['shift_jis', '834a835e834a83690a82d082e782aa82c80a', 'カタカナ\nひらがな\n'],
  ['euc-jp', 'a5aba5bfa5aba5ca0aa4d2a4e9a4aca4ca0a', 'カタカナ\nひらがな\n'],
  ['gb18030', 'd0d5c3fb2cb3c7cad00acdf5d0a1c3f72cb1b1bea90a', '姓名,城市\n王小明,北京\n'],
  ['big5', 'a96da6572cabb0a5ab0aa4fda470a9fa2cbb4fa55f0a', '姓名,城市\n王小明,臺北\n'],
  ['windows-1256', 'c7e1c7d3e32cc7e1e3cfede4c90ae3cde3cf2cc7e1dec7e5d1c90a', 'الاسم,المدينة\nمحمد,القاهرة\n'],
  ['windows-1251', 'e8ecff2ce3eef0eee40ac8e2e0ed2ccceef1eae2e00a', 'имя,город\nИван,Москва\n'],
];
for (const [encoding, hex, text] of samples) {
  test(`finds ${encoding} by its bytes: ${text.slice(0, 6).trim()}`, async () => {
    assert.deepEqual(await read(Buffer.from(hex, 'hex')), { text, encoding });
  });
}

test('takes UTF-8 for UTF-8, however it is cut, and ASCII too', async () => {
  assert.deepEqual(await read(Buffer.from('a,é漢🎉\n'), null, 4), { text: 'a,é漢🎉\n', encoding: 'utf-8' });
  assert.deepEqual(await read(Buffer.from('a,b\n')), { text: 'a,b\n', encoding: 'utf-8' });
});

test('finds the encoding also where the first foreign letter comes late', async () => {
  const bytes = Buffer.concat([Buffer.from('a,b\n'.repeat(100_000)), Buffer.from('K\u00f6ln\n', 'latin1')]);
  const { text, encoding } = await read(bytes, null, 65_536);
  assert.equal(encoding, 'windows-1252');
  assert.ok(text.endsWith('a,b\nKöln\n'));
});

test('reads an encoding that was asked for, and says where it does not fit', async () => {
  const greek = { text: 'ö', encoding: 'windows-1252' };
  assert.deepEqual(await read(Buffer.from([0xf6]), 'windows-1252'), greek);
  await assert.rejects(read(Buffer.from([0x61, 0x0a, 0x81, 0x20]), 'shift_jis'), { code: 'file_encoding_wrong' });
});
