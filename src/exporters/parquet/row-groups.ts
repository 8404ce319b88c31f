import { type FileMetaData, parquetMetadata } from 'hyparquet';
import type { ChunkMeta, RowGroupMeta } from './parquet.ts';

/** A row group of a file: where its bytes begin, and what a footer says of it. */
export interface PlacedRowGroup {
  at: number;
  meta: RowGroupMeta;
}

/**
 * The row groups of a file that `ParquetAssembler` wrote, from its last bytes, the footer among them: what it was given, so that they can
 * be put into another file. Throws on a footer that is none.
 */
export function readRowGroups(tail: ArrayBuffer): PlacedRowGroup[] {
  return parquetMetadata(tail).row_groups.map(({ columns, num_rows }) => {
    const chunks = columns.map(({ meta_data }) => meta_data as NonNullable<typeof meta_data>);
    const at = Math.min(...chunks.map((chunk) => Number(chunk.dictionary_page_offset ?? chunk.data_page_offset)));
    const placed = chunks.map((chunk) => readChunk(chunk, at));
    const bytes = placed.reduce((sum, chunk) => sum + chunk.bytes, 0);
    return { at, meta: { rows: Number(num_rows), bytes, columns: placed } };
  });
}

function readChunk(chunk: NonNullable<FileMetaData['row_groups'][number]['columns'][number]['meta_data']>, at: number): ChunkMeta {
  const dictionary = chunk.dictionary_page_offset;
  return {
    encoding: chunk.encodings.includes('RLE_DICTIONARY') ? 'RLE_DICTIONARY' : 'PLAIN',
    dictionaryAt: dictionary === undefined ? null : Number(dictionary) - at,
    dataAt: Number(chunk.data_page_offset) - at,
    values: Number(chunk.num_values),
    bytes: Number(chunk.total_compressed_size),
    uncompressed: Number(chunk.total_uncompressed_size),
  };
}
