package io.midwatch.storage.wal.disk;

import java.nio.ByteBuffer;

/** Reads a simulated file for as long as its process lives. */
final class SimulatedRandomRead implements RandomRead {
  private final SimulatedDisk disk;
  private final int process;
  private final SimulatedFile file;

  SimulatedRandomRead(SimulatedDisk disk, int process, SimulatedFile file) {
    this.disk = disk;
    this.process = process;
    this.file = file;
  }

  @Override
  public long size() {
    disk.requireAlive(process);
    return file.size();
  }

  @Override
  public int read(long offset, ByteBuffer into) {
    disk.requireAlive(process);
    return file.read(offset, into);
  }

  @Override
  public void close() {
    // holds nothing
  }
}
