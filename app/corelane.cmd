@echo off
rem Starts Corelane: without arguments or with "open" the desktop program, otherwise the command line.
rem Builds it on first use and whenever a source is newer than what was built.
rem
rem   CORELANE_JAVA_HOME      the JDK to use, 25 or newer
rem   CORELANE_JAVA_OPTIONS   further options for the Java machine, such as -Xmx8g

setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "home=%%~fI"
set "out=%home%\app\target\launcher"

rem --- JDK: a folder suits when its file "release" says 25 or more ---
set "jdk="
if not defined CORELANE_JAVA_HOME goto search
call :try "%CORELANE_JAVA_HOME%"
if defined jdk goto found
>&2 echo corelane: CORELANE_JAVA_HOME is "%CORELANE_JAVA_HOME%", but there is no JDK 25 or newer.
exit /b 4

:search
if defined JAVA_HOME call :try "%JAVA_HOME%"
for %%J in (java.exe) do set "onpath=%%~dp$PATH:J"
if defined onpath for %%I in ("%onpath%..") do call :try "%%~fI"
for %%R in (
  "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft"
  "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps"
) do for /d %%I in ("%%~R\*") do call :try "%%~fI"
if defined jdk goto found
>&2 echo corelane: Corelane needs a JDK 25, and none was found; install one or set CORELANE_JAVA_HOME.
exit /b 4

:found
rem --- Build ---
call :stale
if errorlevel 1 goto start
call :build
if errorlevel 1 exit /b 4

:start
for %%I in ("%out%\lib\cli-*.jar") do set "cli=%%~fI"
set "archive="
if "%~1"=="" goto desktop
if /i "%~1"=="open" goto desktop
if exist "%out%\cli.aot" set "archive=-XX:AOTCache="%out%\cli.aot" -XX:+UnlockDiagnosticVMOptions -XX:+VerifySharedSpaces -Xlog:disable"
"%jdk%\bin\java.exe" %archive% %CORELANE_JAVA_OPTIONS% --enable-native-access=ALL-UNNAMED -cp "%cli%" dev.corelane.cli.Main %*
exit /b %errorlevel%

:desktop
if "%~2"=="--help" goto help
if "%~2"=="-h" goto help
"%jdk%\bin\java.exe" %CORELANE_JAVA_OPTIONS% -p "%out%\lib" --enable-native-access=javafx.graphics,com.github.luben.zstd_jni --add-exports=javafx.base/com.sun.javafx.event=org.controlsfx.controls --add-exports=javafx.controls/com.sun.javafx.scene.control.behavior=org.controlsfx.controls -m dev.corelane.desktop/dev.corelane.desktop.Main %*
exit /b %errorlevel%

:help
"%jdk%\bin\java.exe" -cp "%cli%" dev.corelane.cli.Main help open
exit /b %errorlevel%

rem Sets jdk if the folder holds a JDK 25 or newer and none was found before.
:try
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "feature=0"
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  for /f "tokens=1 delims=.-+ " %%F in ("%%~V") do set "feature=%%~F"
)
if %feature% GEQ 25 set "jdk=%~1"
exit /b 0

rem Ends with 0 if a source is newer than what was built, or nothing was built.
:stale
if not exist "%out%\built" exit /b 0
set "CORELANE_HOME=%home%"
powershell -NoProfile -NonInteractive -Command "$ErrorActionPreference='SilentlyContinue'; $h=$env:CORELANE_HOME; $t=(Get-Item -LiteralPath (Join-Path $h 'app\target\launcher\built')).LastWriteTimeUtc; $d=@('trace-format','importers','sample-traces')+@(Get-ChildItem -LiteralPath (Join-Path $h 'app') -Directory | Where-Object {$_.Name -ne 'target'} | ForEach-Object {'app\'+$_.Name}); foreach($m in $d){ $p=Join-Path $h $m; $f=@(Get-Item -LiteralPath (Join-Path $p 'pom.xml')); if($m -eq 'sample-traces'){$f+=@(Get-ChildItem -LiteralPath $p -Directory | Where-Object {$_.Name -ne 'target' -and $_.Name -ne 'src'} | Get-ChildItem -Recurse)}; $f+=@(Get-Item -LiteralPath (Join-Path $p 'src\main'))+@(Get-ChildItem -LiteralPath (Join-Path $p 'src\main') -Recurse); foreach($x in $f){ if($x -and $x.LastWriteTimeUtc -gt $t){exit 0} } }; foreach($x in @('pom.xml','app\pom.xml')){ if((Get-Item -LiteralPath (Join-Path $h $x)).LastWriteTimeUtc -gt $t){exit 0} }; exit 1"
exit /b %errorlevel%

rem Only one build at a time: who can make the folder "lock" builds, the others wait. A lock that a
rem killed start left behind is taken away after ten minutes.
:build
where mvn >nul 2>nul
if errorlevel 1 (
  >&2 echo corelane: Corelane is built by Maven 3.8.7 or newer, and there is no mvn on PATH.
  exit /b 4
)
if not exist "%out%" mkdir "%out%"
set /a waited=0
:lock
mkdir "%out%\lock" 2>nul
if not errorlevel 1 goto locked
if not exist "%out%\lock" (
  >&2 echo corelane: "%out%" cannot be written, so Corelane cannot be built there.
  exit /b 4
)
if %waited%==0 >&2 echo corelane: waiting for another start that is building.
set /a waited+=1
if %waited% GEQ 600 rmdir "%out%\lock" 2>nul
ping -n 2 127.0.0.1 >nul
goto lock

:locked
call :stale
if errorlevel 1 (
  rmdir "%out%\lock"
  exit /b 0
)
>&2 echo Building Corelane ...
type nul >"%out%\started"
if exist "%out%\built" del /q "%out%\built"
if exist "%out%\lib" rmdir /s /q "%out%\lib"
if exist "%home%\app\cli\target\lib" rmdir /s /q "%home%\app\cli\target\lib"
if exist "%home%\app\desktop\target\lib" rmdir /s /q "%home%\app\desktop\target\lib"
del /q "%out%\*.aot" "%home%\app\cli\target\cli-*.jar" "%home%\app\desktop\target\desktop-*.jar" 2>nul
setlocal
set "JAVA_HOME=%jdk%"
pushd "%home%"
call mvn -B -pl app/cli,app/desktop -am -Dmaven.test.skip=true -Dformat.skip=true package >"%out%\build.log" 2>&1 <nul
set "failed=%errorlevel%"
popd
endlocal & set "failed=%failed%"
if not "%failed%"=="0" goto failed
mkdir "%out%\lib"
for %%M in (cli desktop) do (
  copy /y "%home%\app\%%M\target\lib\*.jar" "%out%\lib" >nul || goto failed
  copy /y "%home%\app\%%M\target\%%M-*.jar" "%out%\lib" >nul || goto failed
)
rem Faster starts; whatever goes wrong here, the program runs without it.
for %%I in ("%out%\lib\cli-*.jar") do set "cli=%%~fI"
"%jdk%\bin\java.exe" -XX:AOTMode=record -XX:AOTConfiguration="%out%\cli.record" --enable-native-access=ALL-UNNAMED -cp "%cli%" dev.corelane.cli.Rehearsal >"%out%\cli.log" 2>&1 <nul
if exist "%out%\cli.record" "%jdk%\bin\java.exe" -XX:AOTMode=create -XX:AOTConfiguration="%out%\cli.record" -XX:AOTCache="%out%\cli.new" -XX:+UnlockDiagnosticVMOptions -XX:-AOTClassLinking -XX:+VerifySharedSpaces -XX:ErrorFile=NUL --enable-native-access=ALL-UNNAMED -cp "%cli%" >"%out%\cli.log" 2>&1 <nul
for %%I in ("%out%\cli.new") do if %%~zI0 GTR 0 move /y "%out%\cli.new" "%out%\cli.aot" >nul
del /q "%out%\cli.record" "%out%\cli.new" 2>nul
move /y "%out%\started" "%out%\built" >nul
rmdir "%out%\lock"
exit /b 0

:failed
>&2 powershell -NoProfile -Command "Get-Content -LiteralPath '%out%\build.log' -Tail 25"
>&2 echo corelane: the build failed; all it said is in "%out%\build.log".
rmdir "%out%\lock"
exit /b 4
