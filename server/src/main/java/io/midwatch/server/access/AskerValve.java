package io.midwatch.server.access;

import io.midwatch.query.asker.Asker;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Tells the work on a request whether its client went away. */
public final class AskerValve extends ValveBase {
  public AskerValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    try (Client client = new Client(SeenHttp11Protocol.socket(request.getCoyoteRequest()))) {
      Asker.<Exception>answer(client::isGone, () -> getNext().invoke(request, response));
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
