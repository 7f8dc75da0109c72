package io.midwatch.collector.http;

import io.midwatch.collector.ingest.Access;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.ingest.ReceiverLimits;
import io.midwatch.collector.otlp.OtlpIntake;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.coyote.http11.Http11NioProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OTLP over HTTP/1.1 on a port of its own: three paths and nothing else. It stands on Tomcat's
 * connector without the servlet container, so there is nothing behind the three paths to reach.
 * Requests run on virtual threads.
 */
public final class OtlpHttpReceiver implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_SWALLOW_BYTES = 1024 * 1024;
  private static final int KEEP_ALIVE_MILLIS = 75_000;
  private static final long CLOSE_WAIT_MILLIS = 2_000;

  private static final Logger log = LoggerFactory.getLogger(OtlpHttpReceiver.class);

  private final Http11NioProtocol protocol = new Http11NioProtocol();
  private final ExecutorService handlers;
  private final ScheduledExecutorService timer;
  private boolean bound;

  /**
   * @param port 0 for any free port
   */
  public OtlpHttpReceiver(
      InetAddress address,
      int port,
      OtlpIntake intake,
      IngestPipeline pipeline,
      Access access,
      ByteBudget budget,
      ReceiverLimits limits) {
    handlers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("otlp-http-", 0).factory());
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("otlp-http-timer").factory());
    protocol.setAdapter(new OtlpHttpAdapter(intake, pipeline, access, budget, limits));
    protocol.setAddress(address);
    protocol.setPort(port);
    protocol.setExecutor(handlers);
    protocol.setUtilityExecutor(timer);
    protocol.setMaxConnections(limits.maxConnections());
    int idleMillis = Math.toIntExact(limits.idleTimeout().toMillis());
    protocol.setConnectionTimeout(idleMillis);
    protocol.setKeepAliveTimeout(KEEP_ALIVE_MILLIS);
    protocol.setMaxKeepAliveRequests(-1);
    protocol.setMaxHttpRequestHeaderSize(MAX_HEADER_BYTES);
    protocol.setMaxHeaderCount(MAX_HEADERS);
    protocol.setMaxSwallowSize(MAX_SWALLOW_BYTES);
    protocol.setContinueResponseTiming("onRead");
    protocol.setTcpNoDelay(true);
  }

  /**
   * Binds the port and answers.
   *
   * @throws Exception when the port is taken
   */
  public void start() throws Exception {
    protocol.init();
    bound = true;
    protocol.start();
  }

  /** The port bound to. */
  public int port() {
    return protocol.getLocalPort();
  }

  /** Stops taking connections, lets requests in flight end for two seconds, then closes. */
  @Override
  public void close() {
    try {
      if (bound) {
        bound = false;
        protocol.pause();
        protocol.closeServerSocketGraceful();
        protocol.awaitConnectionsClose(CLOSE_WAIT_MILLIS);
        protocol.stop();
        protocol.destroy();
      }
    } catch (Exception e) {
      log.atWarn().setCause(e).log("the OTLP/HTTP port did not close cleanly");
    } finally {
      handlers.shutdownNow();
      timer.shutdownNow();
    }
  }
}
