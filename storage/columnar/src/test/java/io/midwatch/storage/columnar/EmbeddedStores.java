package io.midwatch.storage.columnar;

import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import io.midwatch.storage.wal.Durability;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Makes embedded stores for the suites, whose rows are where a test wants them. */
final class EmbeddedStores implements AutoCloseable {
  private final Path folder;
  private final StoreParts parts;
  private final Where where;
  private EmbeddedStore store;
  private boolean moved = true;

  /** Where rows are when they are read. */
  enum Where {
    /** In hot buffers. */
    HOT,
    /** In segments. */
    SEALED,
    /** Back from the log, in hot buffers of a store opened again. */
    REPLAYED,
    /** In segments of a store opened again. */
    REOPENED
  }

  private EmbeddedStores(Path folder, StoreUnderTest.Settings settings, Where where) {
    this.folder = folder;
    this.where = where;
    this.parts =
        new StoreParts(
            settings.decoder(),
            settings.encoder(),
            new NoRollups(),
            settings.identityKeys(),
            settings.clock());
    this.store = open();
  }

  static StoreUnderTest open(Path folder, StoreUnderTest.Settings settings, Where where) {
    EmbeddedStores stores = new EmbeddedStores(folder, settings, where);
    return new StoreUnderTest(
        batch -> stores.written(() -> stores.store.write(batch)),
        spans -> stores.written(() -> run(() -> stores.store.writeSpans(spans))),
        logs -> stores.written(() -> run(() -> stores.store.writeLogs(logs))),
        points -> stores.written(() -> run(() -> stores.store.writePoints(points))),
        proxy(SpanReader.class, () -> stores.toRead().spans()),
        proxy(LogReader.class, () -> stores.toRead().logs()),
        proxy(MetricReader.class, () -> stores.toRead().metrics()),
        proxy(io.midwatch.storage.contract.read.StoreStatus.class, stores::toRead),
        (signal, before) -> stores.toRead().expire(signal, before),
        () -> stores.store.seal(),
        stores::close);
  }

  private EmbeddedStore open() {
    return EmbeddedStore.open(
        folder, parts, EmbeddedSettings.DEFAULTS.withDurability(Durability.OS));
  }

  private static boolean run(Runnable write) {
    write.run();
    return true;
  }

  private <A> A written(Supplier<A> write) {
    moved = false;
    return write.get();
  }

  /** The store with its rows where they are wanted. */
  private EmbeddedStore toRead() {
    if (!moved) {
      if (where == Where.SEALED || where == Where.REOPENED) {
        store.seal();
      }
      if (where == Where.REPLAYED || where == Where.REOPENED) {
        store.close();
        store = open();
      }
      moved = true;
    }
    return store;
  }

  /** A reader that asks the store of the moment. */
  private static <R> R proxy(Class<R> port, Supplier<? extends Object> target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> call(method, target.get(), arguments)));
  }

  private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
