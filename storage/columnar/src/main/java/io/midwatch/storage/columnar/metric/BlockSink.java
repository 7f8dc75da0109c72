package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.columnar.file.DataSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers what is written per series in blocks of {@link Sections#BLOCK_SERIES}. */
final class BlockSink {
  private final DataSink blocks = DataSink.inMemory();
  private final List<Integer> offsets = new ArrayList<>();
  private DataSink block = DataSink.inMemory();
  private int series;

  /** Takes the bytes of a full block. */
  interface BlockWriter {
    void write(byte[] block, DataSink into);
  }

  /** Where the next series is written; {@code head} writes what a new block begins with. */
  DataSink next(BlockWriter writer, Consumer<DataSink> head) {
    if (series % Sections.BLOCK_SERIES == 0) {
      closeBlock(writer);
      head.accept(block);
    }
    series++;
    return block;
  }

  private void closeBlock(BlockWriter writer) {
    if (series > 0) {
      offsets.add(Math.toIntExact(blocks.position()));
      writer.write(block.toByteArray(), blocks);
      block = DataSink.inMemory();
    }
  }

  /** Writes the blocks. */
  void finish(BlockWriter writer, DataSink into) {
    closeBlock(writer);
    into.putBytes(blocks.toByteArray());
  }

  /** Writes where the blocks begin, and their end. */
  void finishOffsets(DataSink into) {
    offsets.forEach(into::putInt);
    into.putInt(Math.toIntExact(blocks.position()));
  }
}
