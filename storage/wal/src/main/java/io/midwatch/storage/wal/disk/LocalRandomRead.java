package io.midwatch.storage.wal.disk;

import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads through a channel. */
final class LocalRandomRead implements RandomRead {
  private final Path path;
  private final FileChannel channel;

  LocalRandomRead(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public long size() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new StoreException("could not size " + path + ": " + e, e);
    }
  }

  @Override
  public int read(long offset, ByteBuffer into) {
    try {
      return channel.read(into, offset);
    } catch (IOException e) {
      throw new StoreException("could not read " + path + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("could not close " + path + ": " + e, e);
    }
  }
}
