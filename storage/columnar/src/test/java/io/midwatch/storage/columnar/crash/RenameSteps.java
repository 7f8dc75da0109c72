package io.midwatch.storage.columnar.crash;

import io.midwatch.storage.columnar.StoreSteps;
import io.midwatch.storage.wal.disk.Disk;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A disk that says when a file is about to get its name and when it has it: {@code segment.forced}
 * and {@code segment.renamed}, likewise {@code rollups} and {@code manifest}. Before, all of it is
 * in a file that counts for nothing; after, the folder is not forced yet.
 */
final class RenameSteps {
  private RenameSteps() {}

  static Disk of(Disk disk, StoreSteps steps) {
    return (Disk)
        Proxy.newProxyInstance(
            Disk.class.getClassLoader(),
            new Class<?>[] {Disk.class},
            (proxy, method, arguments) -> {
              if (method.isDefault()) { // its parts come back here
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              String kind = method.getName().equals("rename") ? kind((String) arguments[1]) : null;
              if (kind != null) {
                steps.reached(kind + ".forced");
              }
              try {
                Object answer = method.invoke(disk, arguments);
                if (kind != null) {
                  steps.reached(kind + ".renamed");
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static @Nullable String kind(String file) {
    if (file.endsWith(".seg")) {
      return "segment";
    }
    if (file.endsWith(".roll")) {
      return "rollups";
    }
    return file.equals("MANIFEST") ? "manifest" : null;
  }
}
