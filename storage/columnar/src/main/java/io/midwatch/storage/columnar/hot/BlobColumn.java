package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes in every row, none where none were given. */
final class BlobColumn {
  private final Arena arena;
  private final LongRows names;
  private final BlockBits filled = new BlockBits();

  BlobColumn(Arena arena, AtomicLong memory) {
    this.arena = arena;
    this.names = new LongRows(memory);
  }

  void open(int row) {
    names.open(row);
  }

  void set(int row, ByteSlice bytes) {
    if (bytes.isEmpty()) {
      clear(row);
      return;
    }
    names.set(row, arena.put(bytes.array(), bytes.offset(), bytes.length()));
    filled.set(row >>> IntRows.SHIFT);
  }

  void clear(int row) {
    names.set(row, 0);
  }

  Blobs view() {
    return new View(this);
  }

  private record View(BlobColumn column) implements Blobs {
    @Override
    public ByteSlice at(int row) {
      return column.arena.slice(column.names.at(row));
    }

    @Override
    public boolean any(int block) {
      return column.filled.at(block);
    }

    @Override
    public boolean mayHold(int block, String token) {
      return column.filled.at(block);
    }
  }
}
