package io.midwatch.storage.wal.disk;

import io.midwatch.storage.contract.StoreException;
import java.nio.ByteBuffer;

/** Appends to a simulated file for as long as its process lives. */
final class SimulatedAppendFile implements AppendFile {
  private final SimulatedDisk disk;
  private final int process;
  private final String path;
  private final SimulatedFile file;
  private volatile boolean closed;

  SimulatedAppendFile(SimulatedDisk disk, int process, String path, SimulatedFile file) {
    this.disk = disk;
    this.process = process;
    this.path = path;
    this.file = file;
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public void write(ByteBuffer... buffers) {
    synchronized (disk) {
      requireOpen();
      for (ByteBuffer buffer : buffers) {
        int wanted = buffer.remaining();
        int taken = disk.faults().taken(path, wanted, disk.freeBytes());
        file.append(buffer, taken);
        if (taken < wanted) {
          throw new StoreException("could not write " + path + ": no space left");
        }
      }
    }
  }

  @Override
  public void force() {
    int before;
    synchronized (disk) {
      requireOpen();
      before = file.size();
    }
    disk.faults().beforeForce(path);
    synchronized (disk) {
      requireOpen();
      file.force(before);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() {
    disk.requireAlive(process);
    if (closed) {
      throw new StoreException(path + " is closed");
    }
  }
}
