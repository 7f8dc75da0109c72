package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.write.ByteSlice;

/** Writes the bytes of every row, and per block a filter of their tokens. */
final class BlobEncoder {
  /** Values decompressed together: 0.1 ms for a point read. */
  private static final int CHUNK_BYTES = 1 << 17;

  /** Of texts that are searched: a sixth smaller, for zstd's tables are small up to 128 KB. */
  private static final int TEXT_CHUNK_BYTES = 1 << 18;

  /** About 1 of 100 absent tokens passes: a block read in vain, which takes some milliseconds. */
  private static final int TOKEN_BITS = 10;

  private static final int MAX_FILTER_BYTES = 1 << 16;

  private final Table table;
  private final Blobs blobs;
  private final boolean withTokens;
  private final DataSink filters = DataSink.inMemory();

  BlobEncoder(Table table, Blobs blobs, boolean withTokens) {
    this.table = table;
    this.blobs = blobs;
    this.withTokens = withTokens;
  }

  /** Adds to the directory that of the chunks, and per block the longs of its filter. */
  void encode(int level, DataSink data, DataSink directory) {
    DataSink longs = DataSink.inMemory();
    try (ChunkEncoder chunks =
        withTokens
            ? ChunkEncoder.ofTexts(data, level, TEXT_CHUNK_BYTES)
            : new ChunkEncoder(data, level, CHUNK_BYTES)) {
      for (int block = 0; block < table.blocks(); block++) {
        encodeBlock(block, chunks, longs);
      }
      chunks.finish(directory);
    }
    directory.putBytes(longs.toByteArray());
  }

  private void encodeBlock(int block, ChunkEncoder chunks, DataSink longs) {
    HashSet64 hashes = new HashSet64();
    int first = block * Table.BLOCK_ROWS;
    for (int row = first; row < first + table.rowsOf(block); row++) {
      ByteSlice bytes = blobs.at(row);
      chunks.add(bytes.array(), bytes.offset(), bytes.length());
      if (withTokens) {
        Hashes.ofTokens(bytes.array(), bytes.offset(), bytes.length(), hashes::add);
      }
    }
    chunks.endChunk();
    if (withTokens) {
      long[] filter = new long[Membership.longsFor(hashes.size(), TOKEN_BITS, MAX_FILTER_BYTES)];
      hashes.forEach(hash -> Membership.add(filter, hash));
      Membership.write(filter, filters);
      longs.putVarint(filter.length);
    }
  }

  /** The token filters of all blocks. */
  byte[] filters() {
    return filters.toByteArray();
  }
}
