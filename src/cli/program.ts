import { Command } from 'commander';
import { version } from '../execution/version.js';
import { techniques } from '../techniques/registry.js';
import { examplesText, usageErrorText } from './command-frame.js';
import { exitCodes } from './exit-codes.js';
import { addNewCommand } from './new-command.js';
import { addOpenCommand } from './open-command.js';
import { guardOptions } from './option-guard.js';
import { addReadCommand } from './read-command.js';
import { addRunCommand } from './run-command.js';
import { addSimulateCommand } from './simulate-command.js';
import { addTechniqueCommand } from './technique-command.js';
import { addVerifyCommand } from './verify-command.js';

/** The whole command line. Errors are thrown, never printed; commander's own usage errors are printed in our form. */
export function createProgram(): Command {
  const program = new Command('interphase')
    .description(
      'From the raw instrument files of a solid-state-battery study to its fitted models, figures and report.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'explain this command')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(usageErrorText(text, 'interphase')) })
    .configureHelp({
      // One line per command: its flags have their place in its own help.
      subcommandTerm: (command) => [command.name(), ...command.aliases()].join(', '),
      sortSubcommands: false,
    })
    .addHelpText(
      'after',
      `${examplesText([
        'interphase run examples/reference-study',
        'interphase open examples/reference-study',
        'interphase eis pellet-*.csv --circuit "R0-p(R1,CPE1)-CPE2" --thickness "1.18 mm" --diameter "10.2 mm"',
        'interphase read spectrum.mpr',
        'interphase eis --help',
      ])}
Exit codes: ${exitCodes.done} done, ${exitCodes.failed} an input or an analysis failed, ${exitCodes.usage} wrong usage.
`,
    );

  program.commandsGroup('Commands:');
  addRunCommand(program);
  addReadCommand(program);
  addNewCommand(program);
  addOpenCommand(program);
  addVerifyCommand(program);
  addSimulateCommand(program);
  program.commandsGroup('Techniques, one analysis without a study.yaml:');
  for (const technique of techniques) addTechniqueCommand(program, technique);
  for (const command of program.commands) guardOptions(command);
  return program;
}
