package io.midwatch.storage.columnar.manifest;

import io.midwatch.storage.wal.disk.Disk;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The manifest on disk. A change writes a whole new manifest beside the old one and puts it in its
 * place in one step, so after a crash there is the one or the other. Thread-safe; changes wait for
 * each other.
 */
public final class ManifestFile {
  public static final String NAME = "MANIFEST";

  private final Disk disk;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Manifest current;

  private ManifestFile(Disk disk, Manifest current) {
    this.disk = disk;
    this.current = current;
  }

  /**
   * Reads the manifest of a data folder, or begins an empty one.
   *
   * @throws io.midwatch.storage.contract.StoreException when it is damaged
   */
  public static ManifestFile open(Disk disk) {
    return new ManifestFile(
        disk, disk.exists(NAME) ? ManifestCodec.read(disk.readAll(NAME)) : Manifest.EMPTY);
  }

  public Manifest current() {
    return current;
  }

  /**
   * Makes a change durable.
   *
   * @throws io.midwatch.storage.contract.StoreException when it could not be written; then the
   *     manifest is as it was
   */
  public Manifest change(UnaryOperator<Manifest> change) {
    lock.lock();
    try {
      Manifest next = change.apply(current);
      disk.replace(NAME, ByteBuffer.wrap(ManifestCodec.write(next)));
      current = next;
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** A file number nobody has or had in this run; it becomes durable with the next change. */
  public long takeFileNumber() {
    lock.lock();
    try {
      long number = current.nextFile();
      current = current.withNextFile();
      return number;
    } finally {
      lock.unlock();
    }
  }
}
