@echo off
rem Starts Kymo. Builds it first when there is no build, or when sources changed since.
rem
rem   JAVA_HOME       the Java to use; otherwise the one on the PATH
rem   KYMO_JAVA_OPTS  more options for Java, separated by spaces
setlocal EnableExtensions DisableDelayedExpansion

set "ROOT=%~dp0"
set "TARGET=%ROOT%studio\target"
set "STAMP=%TARGET%\kymo.stamp"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%JAVA%" (
  >&2 echo kymo: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it.
  exit /b 1
)

rem The first line reads: openjdk version "17.0.15" 2025-04-15
set "FULL="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1"') do if not defined FULL set "FULL=%%~v"
if not defined FULL goto :nojava
for /f "delims=.-+" %%v in ("%FULL%") do set "MAJOR=%%v"
set /a NUMBER=MAJOR 2>nul
if not "%NUMBER%"=="%MAJOR%" goto :nojava
if %NUMBER% LSS 17 (
  >&2 echo kymo: Kymo needs Java 17 or newer, but this Java is %FULL%: install a newer JDK or set JAVA_HOME.
  exit /b 1
)

if not exist "%STAMP%" goto :build
powershell -NoProfile -Command "$root = $env:ROOT; $built = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $parts = 'assets','inference','trainer-bridge','studio'; $files = @(Get-Item -LiteralPath (Join-Path $root 'pom.xml')); foreach ($p in $parts) { $files += Get-Item -LiteralPath (Join-Path $root \"$p\pom.xml\"); $main = Join-Path $root \"$p\src\main\"; if (Test-Path -LiteralPath $main) { $files += Get-ChildItem -LiteralPath $main -Recurse } }; if ($files | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto :start
>&2 echo Building Kymo (its sources changed)...
goto :maven

:build
>&2 echo Building Kymo (the first run takes a few minutes)...

:maven
if not exist "%TARGET%" mkdir "%TARGET%"
if exist "%STAMP%" del "%STAMP%"
if exist "%TARGET%\lib" rmdir /s /q "%TARGET%\lib"
if exist "%TARGET%\cds" rmdir /s /q "%TARGET%\cds"
rem Taken before the build, so that what changes while it runs is not missed.
type nul >"%STAMP%.new"
pushd "%ROOT%"
call mvnw.cmd -q -ntp -pl studio -am -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2
if errorlevel 1 (
  popd
  >&2 echo kymo: The build failed; what Maven says is above.
  exit /b 1
)
popd
move /y "%STAMP%.new" "%STAMP%" >nul

:start
set "JAR="
for %%j in ("%TARGET%\kymo-studio-*.jar") do set "JAR=%%j"
rem On few cores the optimising compiler holds up the start: ten times the usual thresholds.
set "OPTIONS=-Xlog:disable -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
if %NUMBER% GEQ 24 set "OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
if not exist "%TARGET%\cds" mkdir "%TARGET%\cds"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
rem Newer Javas keep loaded classes in an archive by themselves, which halves the next start.
if %NUMBER% GEQ 19 goto :shared
"%JAVA%" %OPTIONS% %KYMO_JAVA_OPTS% -cp "%JAR%;%TARGET%\lib\*" dev.kymo.studio.cli.Kymo %*
exit /b %ERRORLEVEL%

:shared
"%JAVA%" %OPTIONS% -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%TARGET%\cds\%FULL%.jsa" %KYMO_JAVA_OPTS% -cp "%JAR%;%TARGET%\lib\*" dev.kymo.studio.cli.Kymo %*
exit /b %ERRORLEVEL%

:nojava
>&2 echo kymo: Kymo needs Java 17 or newer, and there is none on the PATH: install a JDK or set JAVA_HOME.
exit /b 1
