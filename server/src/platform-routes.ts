import { isConsoleBuilt, registerConsoleFiles } from './http/console-files.ts';
import type { Http } from './http/http.ts';
import { registerJobRoutes } from './http/jobs.routes.ts';
import type { Authenticate } from './http/principal.ts';
import { registerSocket } from './http/socket/socket.routes.ts';
import type { Platform } from './platform/platform.ts';

interface Access {
  authenticate: Authenticate;
  onAccessChange: Parameters<typeof registerSocket>[1]['onAccessChange'];
}

/** The routes that belong to no domain: jobs, the socket, the console's files. */
export async function registerPlatformRoutes(http: Http, platform: Platform, access: Access): Promise<void> {
  const { config } = platform;
  registerJobRoutes(http, platform);
  await registerSocket(http, {
    ...platform,
    ...access,
    maxConnections: config.websocketMaxConnections,
    origins: config.corsOrigins,
  });
  if (await isConsoleBuilt()) await registerConsoleFiles(http);
}
