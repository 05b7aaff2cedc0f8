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
		Short:   "Check whether the running bot is connected",
		Long:    "Check whether the bot that runs on this machine, at FOOTNOTE_ADMIN_LISTEN, is\nconnected. The exit code is 0 if it is, for container engines and monitoring.",
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			client := http.Client{Timeout: 3 * time.Second}
			r, err := client.Get("http://" + a.config.adminListen + "/readyz")
			if err != nil {
				return hint(errors.New("no bot answers at "+a.config.adminListen), "Start it with `footnote run`, or set FOOTNOTE_ADMIN_LISTEN to its address.")
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
