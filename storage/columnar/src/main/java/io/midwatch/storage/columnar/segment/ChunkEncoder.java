package io.midwatch.storage.columnar.segment;

import com.github.luben.zstd.ZstdCompressCtx;
import io.midwatch.storage.columnar.file.DataSink;

/*
 * data:      chunk after chunk: the lengths of its values as varints, then their bytes; or, of texts,
 *            each length before its value, which zstd then finds again with the text's beginning.
 *            As a whole compressed with zstd where that is smaller. Nothing when all values are
 *            empty.
 * directory: number of chunks; per chunk values, bytes in the file, bytes when decompressed (0 when
 *            not compressed)
 */

/** Writes values of any length in chunks that are decompressed as a whole. Not thread-safe. */
final class ChunkEncoder implements AutoCloseable {
  private static final int MIN_COMPRESSED_BYTES = 64;

  private final DataSink data;
  private final int chunkBytes;
  private final boolean texts;
  private final ZstdCompressCtx compressor = new ZstdCompressCtx();
  private final DataSink directory = DataSink.inMemory();
  private DataSink lengths = DataSink.inMemory();
  private DataSink values = DataSink.inMemory();
  private long valueBytes;
  private int count;
  private int chunks;

  /**
   * @param chunkBytes a chunk ends when its values have at least as many
   */
  ChunkEncoder(DataSink data, int level, int chunkBytes) {
    this(data, level, chunkBytes, false);
  }

  private ChunkEncoder(DataSink data, int level, int chunkBytes, boolean texts) {
    this.data = data;
    this.chunkBytes = chunkBytes;
    this.texts = texts;
    compressor.setLevel(level).setContentSize(true);
  }

  /** The same for texts that are much alike. */
  static ChunkEncoder ofTexts(DataSink data, int level, int chunkBytes) {
    return new ChunkEncoder(data, level, chunkBytes, true);
  }

  int valuesInChunk() {
    return count;
  }

  void add(byte[] bytes, int offset, int length) {
    (texts ? values : lengths).putVarint(length);
    values.putBytes(bytes, offset, length);
    valueBytes += length;
    count++;
    if (valueBytes >= chunkBytes) {
      endChunk();
    }
  }

  /** The next value begins a chunk. */
  void endChunk() {
    if (count == 0) {
      return;
    }
    directory.putVarint(count);
    chunks++;
    count = 0;
    if (valueBytes == 0) {
      directory.putVarint(0).putVarint(0);
    } else {
      byte[] plain = lengths.putBytes(values.toByteArray()).toByteArray();
      byte[] packed = plain.length < MIN_COMPRESSED_BYTES ? plain : compressor.compress(plain);
      boolean pays = packed.length < plain.length - plain.length / 16;
      byte[] stored = pays ? packed : plain;
      directory.putVarint(stored.length).putVarint(pays ? plain.length : 0);
      data.putBytes(stored);
    }
    lengths = DataSink.inMemory();
    values = DataSink.inMemory();
    valueBytes = 0;
  }

  /** Ends the last chunk and writes the directory. */
  void finish(DataSink into) {
    endChunk();
    into.putVarint(chunks).putBytes(directory.toByteArray());
  }

  @Override
  public void close() {
    compressor.close();
  }
}
