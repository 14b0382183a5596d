package dev.play.modules.database;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/**
 * Cases of the modules for databases, against servers of MariaDB and PostgreSQL that the first of
 * each installs.
 */
@Tag("lab")
@LabModules({
  MysqlDb.class,
  MysqlUser.class,
  PostgresqlUser.class,
  PostgresqlDb.class,
  PostgresqlPrivs.class,
  MysqlQuery.class,
  MysqlVariables.class,
  PostgresqlExt.class,
  PostgresqlQuery.class,
  PostgresqlPing.class,
  PostgresqlInfo.class,
  MysqlInfo.class,
  MysqlReplication.class
})
class DatabaseModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }
}
