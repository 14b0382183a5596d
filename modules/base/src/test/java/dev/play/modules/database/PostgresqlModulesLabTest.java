package dev.play.modules.database;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the modules for PostgreSQL, against a server that the first of them installs. */
@Tag("lab")
@LabModules({
  PostgresqlUser.class,
  PostgresqlDb.class,
  PostgresqlPrivs.class,
  PostgresqlExt.class,
  PostgresqlSchema.class,
  PostgresqlSet.class,
  PostgresqlTable.class,
  PostgresqlQuery.class,
  PostgresqlPing.class,
  PostgresqlInfo.class
})
class PostgresqlModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }
}
