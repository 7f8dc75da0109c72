package io.midwatch.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs a test once more under which the browser's process ended: that says nothing of the pages.
 * Any other failure stays one.
 */
final class AgainAfterCrash implements InvocationInterceptor {
  private static final System.Logger LOG = System.getLogger(AgainAfterCrash.class.getName());

  @Override
  @SuppressWarnings("IllegalCatch") // whatever the test saw of the crash
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> context,
      ExtensionContext extension)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable seen) {
      if (!Browser.anyCrashed()) {
        throw seen;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "The browser ended under " + extension.getUniqueId() + ", which is run again.",
          seen);
      again(context);
    }
  }

  private static void again(ReflectiveInvocationContext<Method> context) throws Throwable {
    Method test = context.getExecutable();
    test.setAccessible(true);
    try {
      test.invoke(context.getTarget().orElseThrow(), context.getArguments().toArray());
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
