using ChatBot.Host.Cli;

return await BotCommand.RunAsync(args);
