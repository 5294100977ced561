using ChatBot.PlatformDoubles.Standalone;

return await DoublesCommand.Create().Parse(args).InvokeAsync();
