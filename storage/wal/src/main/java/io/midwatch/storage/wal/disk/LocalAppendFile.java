package io.midwatch.storage.wal.disk;

import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Appends through a channel. */
final class LocalAppendFile implements AppendFile {
  private final Path path;
  private final FileChannel channel;
  private volatile long size;

  LocalAppendFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void write(ByteBuffer... buffers) {
    long remaining = 0;
    for (ByteBuffer buffer : buffers) {
      remaining += buffer.remaining();
    }
    long expected = size + remaining;
    try {
      while (remaining > 0) {
        remaining -= channel.write(buffers);
      }
    } catch (IOException e) {
      throw new StoreException("could not write " + path + ": " + e, e);
    }
    size = expected;
  }

  @Override
  public void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new StoreException("could not force " + path + ": " + e, e);
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
