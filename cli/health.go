package cli

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func (a *app) healthCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "health",
		Short:   "Ask the running bot whether it is connected",
		Long:    "Ask the bot that runs on this machine, at FOOTNOTE_ADMIN_LISTEN, whether it is\nconnected. For container engines and monitoring: exit code 0 if it is.",
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			client := http.Client{Timeout: 3 * time.Second}
			r, err := client.Get("http://" + a.config.adminListen + "/readyz")
			if err != nil {
				return hint(errors.New("no bot answers at "+a.config.adminListen), "Start it with `footnote run`, or set FOOTNOTE_ADMIN_LISTEN to where it is.")
			}
			defer r.Body.Close()
			body, err := io.ReadAll(io.LimitReader(r.Body, 1<<10))
			if err != nil {
				return err
			}
			says := strings.TrimSpace(string(body))
			if r.StatusCode != http.StatusOK {
				return hint(fmt.Errorf("the bot is not ready: %s", says), "Its log says why.")
			}
			fmt.Fprintln(a.stdout, says)
			return nil
		},
	}
}
